app_name = "refer"

urlpatterns: list = []
