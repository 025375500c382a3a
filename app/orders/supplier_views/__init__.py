from app.orders.supplier_views import orders, troubles
from app.orders.supplier_views.desk import blueprint

__all__ = ["blueprint", "orders", "troubles"]
