"""Pictures of the insights page, one a file: where everything stands, worked out here and drawn by a template.

Each picture is laid out once, in units that are a phone's pixels; wider pages enlarge it and make its words smaller in
turn, so that labels which keep clear of each other here do so everywhere.
"""
