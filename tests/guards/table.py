"""All guards. What each file holds, its name says."""

from tests.guards.at_once import AT_ONCE
from tests.guards.ground import GROUND
from tests.guards.hostile import HOSTILE
from tests.guards.keeping import KEEPING
from tests.guards.permissions import PERMISSIONS
from tests.guards.processes import PROCESSES
from tests.guards.telegram import TELEGRAM

GUARDS = (*GROUND, *PROCESSES, *TELEGRAM, *AT_ONCE, *PERMISSIONS, *HOSTILE, *KEEPING)
