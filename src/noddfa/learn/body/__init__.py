"""What a body's managers and administrator see of its learners: who has passed, never what was answered."""
