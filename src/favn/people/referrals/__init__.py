"""Somebody is helped on: to a colleague, out of the house, in from outside, across to another.

A referral is offered, then the person arrived, then was helped; whoever receives says so. Across
two organisations goes a hand-over: only the fields the person agreed to, for as long as they agree.
"""
