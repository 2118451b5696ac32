app_name = "recognise"

urlpatterns: list = []
