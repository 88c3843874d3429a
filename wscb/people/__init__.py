"""Who people are: accounts, areas, organisations, panels, terms of office, acting appointments, interests."""
