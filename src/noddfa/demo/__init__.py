"""A demonstration: invented bodies, workers, children and cases, made through the same commands people use.

Everything in it is invented and looks it. Sign-in by one click exists only in a demonstration and only from this
machine (views.py). Not here: anything a real installation needs.
"""
