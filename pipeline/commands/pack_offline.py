"""`make offline`: the built site as a zip beside site/."""

from pipeline.content.errors import BuildError, Problem
from pipeline.content.files import write_atomically
from pipeline.content.project import Project
from pipeline.finish.site_files.manifest import NAME as MANIFEST
from pipeline.finish.site_files.offline_copy import NAME, packed


def pack_offline(project: Project) -> None:
    """Writes site-offline.zip. Raises BuildError where there is no finished site."""
    if not (project.site / MANIFEST).exists():
        raise BuildError(Problem("site", None, "there is no finished site", "Build it first: `make site`."))
    target = project.root / f"{NAME}.zip"
    write_atomically(target, packed(project, project.site))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB. Unpack it and open {NAME}/index.html.")
