"""The rules of accounts/rules.py, by the name under which pages know them."""

from smallwins.accounts.rules import Reach, Rule, anybody, by_feed, by_link, each, granted, own, rule_of, signed_in

__all__ = ["Reach", "Rule", "anybody", "by_feed", "by_link", "each", "granted", "own", "rule_of", "signed_in"]
