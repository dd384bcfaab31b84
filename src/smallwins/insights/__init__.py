"""What a person's wins say, and only what they can say (METHOD section 8): one question a file.

Nothing is imported here: the statistics come from scipy, which only whoever asks for insights waits for.
"""
