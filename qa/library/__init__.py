"""Documents kept together between visits, and opened for asking."""
