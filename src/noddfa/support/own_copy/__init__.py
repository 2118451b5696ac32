"""The copy that the person reads: plain words, to 'you', without anybody else."""
