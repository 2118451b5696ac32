"""What signing in keeps: secrets of second factors, sealed; sessions, sealed; codes that are good for one use."""
