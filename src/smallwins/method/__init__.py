"""What a win is and which wins move you: METHOD.md as pure values and functions.

Read in this order: win, answers, questions, goal, step, signals, verdict, reasons, chain, history, week,
momentum, review, rearview, crossroads. Nothing in here reads a clock, a file, a database or a setting.
"""
