"""What a person's wins say, and only what they can say: one question a file, statistics from scipy."""
