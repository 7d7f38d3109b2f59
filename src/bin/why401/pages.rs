//! `why401 pages`: writes the static pages beside the built app.

use std::fs;
use std::path::Path;
use why401::site;

/// Writes all files into the folder that Trunk has built the app into.
///
/// # Errors
/// The app's style sheet isn't there, or a file can't be written.
pub fn write(folder: &Path) -> Result<(), String> {
    let style = style(folder)?;
    for file in site::files(&style) {
        let path = folder.join(&file.path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, &file.bytes))
            .map_err(|e| format!("can't write {}: {e}", path.display()))?;
    }
    Ok(())
}

/// The app's style sheet. Its name changes with what is in it.
fn style(folder: &Path) -> Result<String, String> {
    let entries =
        fs::read_dir(folder).map_err(|e| format!("can't read {}: {e}", folder.display()))?;
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "css"))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .find(|name| name.starts_with("style-"))
        .ok_or_else(|| {
            format!(
                "no style sheet in {}: build the app first",
                folder.display()
            )
        })
}
