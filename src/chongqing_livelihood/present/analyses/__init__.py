"""What each notebook does, one module a notebook: its parameters, its steps, its chart."""
