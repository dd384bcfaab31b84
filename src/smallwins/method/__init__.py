"""What a win is and which wins move you: METHOD.md as pure values and functions.

Read in this order: win, answers, goal, step, signals, verdict, questions, counterfactual, reasons, chain, history,
week, momentum, review, review_questions, rearview, crossroads.
Nothing in here reads a clock, a file, a database or a setting.
"""
