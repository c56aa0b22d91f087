"""PostgreSQL as Django knows it, with a pool that notices at once that the server was restarted.

psycopg_pool's own check waits longer and longer between two stale connections, so the first pages after a restart would
time out. Here the first stale connection has all others looked at, and the next one is fresh.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg_pool import ConnectionPool

#: a connection that was opened while the server stopped may be stale as well
TRIES = 3


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection of the pool whose server answers.

        Raises OperationalError (PoolTimeout) where none comes within the pool's time.
        """
        for _try in range(TRIES):
            connection = super().get_new_connection(conn_params)
            pool = self.pool
            if pool is None:
                return connection
            try:
                ConnectionPool.check_connection(connection)
            except OperationalError:
                pool.putconn(connection)
                pool.check()
            else:
                return connection
        return super().get_new_connection(conn_params)
