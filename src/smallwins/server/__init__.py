"""The Django project that carries web: settings, routes, guard, process."""
