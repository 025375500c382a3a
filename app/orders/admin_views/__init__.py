from app.orders.admin_views import orders, parcels
from app.orders.admin_views.desk import blueprint

__all__ = ["blueprint", "orders", "parcels"]
