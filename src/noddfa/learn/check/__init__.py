"""The five questions, what came of them, the certificate."""
