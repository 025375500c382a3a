from app.orders.supplier_views import orders, parcels, several, troubles
from app.orders.supplier_views.desk import blueprint

__all__ = ["blueprint", "orders", "parcels", "several", "troubles"]
