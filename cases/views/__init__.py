"""What people see of cases: the overview, the front, each stage, the voices, the end, and paper."""
