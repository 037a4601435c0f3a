"""What the review desk costs: keystrokes, answers, painting."""
