app_name = "design"

urlpatterns: list = []
