"""The association's centre: the front desk, its sessions and the small guidance.

A visit is one guest through the door, a participation one guest in one session, a guidance one
small piece of help. They are three different words and are never added together.
Its heart is one tap at the desk; everything else here corrects or counts those taps.
"""
