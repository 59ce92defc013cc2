"""The places of sale by the names their sellers use."""

from __future__ import annotations

_SITES = {
    "amazon-us": "amazon.com",
    "amazon-ca": "amazon.ca",
    "amazon-uk": "amazon.co.uk",
    "amazon-de": "amazon.de",
    "amazon-fr": "amazon.fr",
    "amazon-it": "amazon.it",
    "amazon-es": "amazon.es",
    "amazon-nl": "amazon.nl",
    "amazon-jp": "amazon.co.jp",
    "amazon-au": "amazon.com.au",
    "amazon-other": "Amazon, other country",
    "ebay-us": "ebay.com",
    "ebay-ca": "ebay.ca",
    "ebay-uk": "ebay.co.uk",
    "ebay-de": "ebay.de",
    "ebay-fr": "ebay.fr",
    "ebay-it": "ebay.it",
    "ebay-es": "ebay.es",
    "ebay-au": "ebay.com.au",
    "etsy": "Etsy",
    "shop-us": "Own shop, US",
    "shop-uk": "Own shop, UK",
    "shop-eu": "Own shop, EU",
    "shop-au": "Own shop, Australia",
    "shop-jp": "Own shop, Japan",
    "shop-other": "Own shop, other country",
}
FAMILY_NAMES = {"amazon": "Amazon", "ebay": "eBay", "etsy": "Etsy", "shop": "an own shop"}


def channel_name(channel: str) -> str:
    """Return what a seller calls a place of sale; an unknown one keeps its id."""
    return _SITES.get(channel, channel)
