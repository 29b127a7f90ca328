"""Arithmetic on reported values: intervals first, models last. Knows no files, tables or plots.

The modules stand in one order, and a module imports only from those before it: ``exact``,
``timing``, ``intervals``, ``corners``, ``percentage``, ``granularity``, ``trend``, ``change``,
``bounds``, ``selection``, ``plan``, ``pooling``, ``proportions``, ``power``, ``series``. Importing
this room loads neither numpy nor statsmodels; the functions that simulate or fit import them when
called. Whatever cannot be raises a ValueError of one sentence, which names the argument: text that
is no number, a percentage where a fraction is asked for, nothing at all.
"""
