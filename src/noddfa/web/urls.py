"""The table of contents of the platform: each room under its own path, each page in both languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from noddfa.access.guard import guard
from noddfa.design.views import gallery
from noddfa.web import errors, views

urlpatterns = [
    path("", views.to_own_language, name="front"),
    path("health", views.health, name="health"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("help-lines", views.help_lines, name="help_lines"),
        path("accessibility", views.accessibility, name="accessibility"),
        path("privacy", views.privacy, name="privacy"),
        path("stay", views.stay, name="stay"),
        path("account/", include("noddfa.web.account_urls")),
        path("", include("noddfa.access.urls")),
        path("", include("noddfa.chronicle.urls")),
        path("concerns/", include("noddfa.recognise.urls")),
        path("reports/", include("noddfa.refer.urls")),
        path("cases/", include("noddfa.protect.urls")),
        path("cases/", include("noddfa.support.urls")),
        path("learn/", include("noddfa.learn.urls")),
        path("audit/", include("noddfa.audit.urls")),
        path("measure/", include("noddfa.measure.urls")),
        path("figures/", include("noddfa.publish.urls")),
        path("gallery", guard("anyone")(gallery), name="gallery"),
        path("demo/", include("noddfa.demo.urls")),
        prefix_default_language=True,
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
