from hypothesis import settings

# A busy machine is no failure; time is tested as a ratio in test_properties.py.
settings.register_profile("reading", deadline=None)
settings.load_profile("reading")
