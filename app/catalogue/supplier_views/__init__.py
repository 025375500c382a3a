from app.catalogue.supplier_views import course, downloads, overview, pictures, sections
from app.catalogue.supplier_views.desk import blueprint

__all__ = ["blueprint", "course", "downloads", "overview", "pictures", "sections"]
