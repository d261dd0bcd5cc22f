"""Files from outside, read as they are: payments of the payment provider.

read = payments.read(name, data)   lines and faults; knows no member and writes nothing
"""
