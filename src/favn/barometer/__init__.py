"""Numbers about the policy's goals that can be argued with.

Indicators with versioned definitions, observations that are corrected and never rewritten, targets
with a path of their own, and what committees say about an indicator. Every indicator is read in
three layers: what was observed, what the evidence carries, and the same pace as arithmetic.
"""
