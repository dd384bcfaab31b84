"""Every route of sharing, each with its rule."""

from django.urls import path

from smallwins.accounts.rules import anybody, by_link, each, granted, own
from smallwins.web.sharing import choosing, clients, coaching, invited, inviting, linking, opened, proposing
from smallwins.web.sharing import own as sharing

_one_s_own = [
    path("sharing", sharing.sharing, name="sharing"),
    path("sharing/invite", inviting.invite, name="invite-coach"),
    path("sharing/coaches/<int:grant>", sharing.change, name="change-coach"),
    path("sharing/coaches/<int:grant>/wins", choosing.wins_for, name="wins-for-coach"),
    path("sharing/coaches/<int:grant>/revoke", sharing.revoke, name="revoke-coach"),
    path("sharing/links/new", linking.new_link, name="new-link"),
    path("sharing/links/<int:link>/revoke", sharing.revoke_link, name="revoke-link"),
    path("sharing/looks", sharing.all_looks, name="looks"),
    path("sharing/wins/<int:number>", choosing.readers_of, name="win-readers"),
]
_coachs = [
    path("clients", granted("")(clients.clients), name="clients"),
    path("clients/questions", granted("")(proposing.propose), name="propose"),
    path("clients/<int:client>", granted("")(coaching.client), name="client"),
    path("clients/<int:client>/leave", granted("")(coaching.leave), name="leave-client"),
    path("clients/<int:client>/weeks/<str:week>", granted("weeks")(coaching.week), name="client-week"),
    path("clients/<int:client>/weeks/<str:week>/say", granted("weeks")(coaching.say_of_week), name="say-of-week"),
    path("clients/<int:client>/wins/<str:win>", granted("wins")(coaching.win), name="client-win"),
    path("clients/<int:client>/wins/<str:win>/say", granted("wins")(coaching.say_of_win), name="say-of-win"),
    path("clients/<int:client>/goals", granted("goals")(coaching.goals), name="client-goals"),
    path("clients/<int:client>/insights", granted("insights")(coaching.insights), name="client-insights"),
]

sharing_routes = [
    *each(own, _one_s_own),
    *_coachs,
    *each(anybody, [path("clients/invited/<str:secret>", invited.invited, name="become-coach")]),
    *each(by_link, [path("s/<str:secret>", opened.opened, name="opened")]),
]
