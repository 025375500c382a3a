from app.catalogue.supplier_views import course, overview, pictures, sections
from app.catalogue.supplier_views.desk import blueprint

__all__ = ["blueprint", "course", "overview", "pictures", "sections"]
