"""Everything a decision is read from: places of sale, their policies, carriers; each read once, when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.logic.channels import load_channels
from app.logic.policy import load_policy
from app.logic.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.logic.channels import Channel
    from app.logic.policy import Policy


class Rulebook:
    """The read-only rules of all places of sale."""

    def __init__(self, resources: Path | None = None) -> None:
        self._resources = resources or resource_folder()
        self.channels: Mapping[str, Channel] = load_channels(self._resources)
        self._policies: dict[str, Policy] = {}

    def policy(self, channel: Channel) -> Policy:
        """Return the dated numbers of a place of sale. Raises ResourceError for a mistake in its file."""
        if channel.id not in self._policies:
            self._policies[channel.id] = load_policy(channel, self._resources)
        return self._policies[channel.id]
