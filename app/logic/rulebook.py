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
    """The read-only rules of all places of sale.

    Args:
        own_policies: the folder of the seller's own values and of newer policy files; both win over the built-in ones.
    """

    def __init__(self, resources: Path | None = None, own_policies: Path | None = None) -> None:
        self._resources = resources or resource_folder()
        self._own_policies = own_policies
        self.channels: Mapping[str, Channel] = load_channels(self._resources)
        self._policies: dict[str, Policy] = {}

    def policy(self, channel: Channel) -> Policy:
        """Return the dated numbers of a place of sale. Raises ResourceError for a mistake in its file."""
        policies = self._policies  # another thread may put an empty one in its place meanwhile
        if channel.id not in policies:
            policies[channel.id] = load_policy(channel, self._resources, self._own_policies)
        return policies[channel.id]

    def read_again(self) -> None:
        """Forget the numbers read so far, because the seller changed some of them."""
        self._policies = {}
