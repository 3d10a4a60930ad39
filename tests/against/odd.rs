//! What a repository may hold beside plain files: links, attributes, submodules, files that git ignores, large ones, names
//! nobody would choose, and objects that are missing.

use std::fs;
use std::process::Command;

use studio::check::against::There;
use studio::load::Revision;
use studio::text::lang::Lang;

use super::{Place, compare, nothing, options, shared};

const PAPER: &str = "证据/制度/工作室成立通知.pdf";

#[test]
fn attributes_and_settings_change_no_byte() {
    let Some(place) = Place::committed(&[("甲", "school")]) else { return };
    place.write("甲/.gitattributes", "证据/** export-ignore\n*.md text eol=crlf\n*.toml ident\n");
    assert!(place.git(&["config", "core.autocrlf", "true"]) && place.git(&["config", "core.quotePath", "true"]));
    place.commit("attributes");
    // What was touched is checked; what was not is not.
    place.write("甲/notes.md", "x");
    nothing(&place.compare("甲", "attributes"));
    nothing(&place.compare("", "begin"));
}

#[test]
fn names_nobody_would_choose() {
    let Some(place) = Place::committed(&[("甲 \"校\"", "first-week"), (":(top)乙", "first-week")]) else { return };
    #[cfg(unix)]
    place.write("甲 \"校\"/members/a\nb\\c.toml", "name = \"x\"\n");
    place.write("丁/studio.toml/x.toml", "x = 1\n");
    place.write("-丙/studio.toml", place.read(":(top)乙/studio.toml").replace("乙", "丙"));
    place.commit("odd");
    nothing(&place.compare("", "odd"));
    for inner in ["甲 \"校\"", ":(top)乙", "-丙", "丁"] {
        place.write(&format!("{inner}/notes.md"), "x");
    }
    nothing(&place.compare("", "odd"));
    for inner in ["甲 \"校\"", ":(top)乙", "-丙"] {
        nothing(&place.compare(inner, "odd"));
    }
}

#[cfg(unix)]
#[test]
fn links_are_links_and_nothing_is_written_through_them() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    fs::create_dir(outside.path().join("members")).expect("made");
    let Some(place) = Place::committed(&[("甲", "first-week")]) else { return };
    symlink(outside.path().join("members"), place.at("甲/cases")).expect("linked");
    symlink("/etc/hostname", place.at("甲/members/外.toml")).expect("linked");
    symlink("殳敏.toml", place.at("甲/members/内.toml")).expect("linked");
    symlink("..", place.at("甲/上")).expect("linked");
    place.commit("links");
    place.write("甲/notes.md", "x");
    nothing(&place.compare("", "links"));
    let gone = {
        for name in ["甲/cases", "甲/members/外.toml", "甲/members/内.toml"] {
            place.remove(name);
        }
        place.compare("", "links").studios.remove(0).findings.gone
    };
    let files: Vec<&str> =
        gone.iter().filter(|one| one.rule == "record/unreadable").map(|one| one.file.as_str()).collect();
    assert_eq!(files, ["cases", "members/内.toml", "members/外.toml"], "{gone:#?}");
    // A link, and a folder of the same name with a file in it: no git makes such a tree, but somebody may.
    let object = |arguments: &[&str], input: &str| {
        let mut git = Command::new("git");
        git.arg("-C").arg(place.at("")).args(arguments).stdin(std::process::Stdio::piped());
        let mut git = git.stdout(std::process::Stdio::piped()).spawn().expect("it starts");
        std::io::Write::write_all(&mut git.stdin.take().expect("open"), input.as_bytes()).expect("written");
        let output = git.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).expect("utf-8").trim().to_owned()
    };
    let text = object(&["hash-object", "-w", "--stdin"], "name = \"x\"\n");
    let target = object(&["hash-object", "-w", "--stdin"], outside.path().to_str().expect("utf-8"));
    let root = object(&["hash-object", "-w", "甲/studio.toml"], "");
    let up = object(&["mktree", "-z", "--missing"], &format!("100644 blob {text}\twritten.toml\0"));
    let folder = object(&["mktree", "-z"], &format!("100644 blob {root}\tstudio.toml\0120000 blob {target}\tx\0"));
    let raw = |name: &str, mode: &str, hash: &str| {
        let bytes = (0..hash.len()).step_by(2).map(|at| u8::from_str_radix(&hash[at..at + 2], 16).expect("a digit"));
        [format!("{mode} {name}\0").into_bytes(), bytes.collect()].concat()
    };
    let tree = [raw("x", "120000", &target), raw("x", "40000", &up), raw("甲", "40000", &folder)].concat();
    place.write("tree", &tree);
    let tree = object(&["hash-object", "-w", "-t", "tree", "--literally", "tree"], "");
    let commit =
        object(&["-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit-tree", &tree, "-m", "x"], "");
    let before = fs::read_dir(outside.path()).expect("readable").count();
    place.compare("", &commit);
    assert_eq!(fs::read_dir(outside.path()).expect("readable").count(), before, "nothing was written outside");
}

#[test]
fn a_submodule_has_no_earlier_state_here() {
    let (Some(inner), Some(place)) =
        (Place::committed(&[("", "first-week")]), Place::committed(&[("甲", "first-week")]))
    else {
        return;
    };
    let from = inner.at("");
    assert!(place.git(&["submodule", "add", "-q", from.to_str().expect("utf-8"), "市/乙"]));
    place.commit("with");
    let comparison = place.compare("", "with");
    nothing(&comparison);
    assert_eq!((comparison.same, comparison.unknown.len()), (2, 0), "it is the same as then");
    place.write("市/乙/notes.md", "x");
    let comparison = place.compare("", "with");
    nothing(&comparison);
    assert_eq!((comparison.same, comparison.unknown), (1, vec!["市/乙".to_owned()]));
    assert_eq!(place.compare("市/乙", "HEAD").same, 1);
}

#[test]
fn what_git_ignores_is_neither_better_nor_worse() {
    let Some(place) = Place::committed(&[("甲", "school")]) else { return };
    place.write(".gitignore", "证据/\n*.bak\n");
    assert!(place.git(&["rm", "-rq", "--cached", "甲/证据"]));
    place.commit("kept-elsewhere");
    assert!(place.at(&format!("甲/{PAPER}")).is_file());
    place.write("甲/notes.md", "x");
    nothing(&place.compare("", "kept-elsewhere"));
    nothing(&place.compare("甲", "kept-elsewhere"));
    nothing(&place.compare("", "begin"));
}

#[test]
fn a_pointer_stands_for_what_it_points_at() {
    let Some(place) = Place::committed(&[("甲", "school")]) else { return };
    let content = fs::read(place.at(&format!("甲/{PAPER}"))).expect("readable");
    let digest = studio::files::digest::of(&content);
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {}\n", content.len());
    place.write(&format!("甲/{PAPER}"), &pointer);
    place.commit("pointer");
    place.write("甲/notes.md", "x");
    let taken = || {
        let revision = Revision::find(&place.at("甲"), "pointer", "--against", Lang::Zh).expect("known");
        let snapshot = revision.take().expect("taken").expect("there");
        fs::read(snapshot.root.join(PAPER)).expect("readable")
    };
    assert_eq!(taken(), pointer.as_bytes(), "as git has it");
    place.write(&format!(".git/lfs/objects/{}/{}/{digest}", &digest[..2], &digest[2..4]), &content);
    assert_eq!(taken(), content, "as git would check it out");
}

#[test]
fn a_sparse_checkout_is_compared_as_far_as_it_goes() {
    let Some(place) = Place::committed(&[("甲", "first-week"), ("乙", "first-week")]) else { return };
    assert!(place.git(&["sparse-checkout", "set", "甲"]));
    assert!(!place.at("乙").exists());
    let comparison = place.compare("", "begin");
    nothing(&comparison);
    assert_eq!(comparison.same, 1);
    place.write("甲/notes.md", "x");
    nothing(&place.compare("", "begin"));
}

#[test]
fn a_linked_worktree_and_a_folder_behind_a_link() {
    let Some(place) = Place::committed(&[("市/甲", "first-week")]) else { return };
    let beside = tempfile::tempdir().expect("a folder");
    let tree = beside.path().join("树");
    assert!(place.git(&["worktree", "add", "-q", tree.to_str().expect("utf-8"), "-b", "beside"]));
    nothing(&compare(&tree, "main", &options()).expect("compared"));
    nothing(&compare(&tree.join("市/甲"), "main", &options()).expect("compared"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(tree.join("市"), beside.path().join("link")).expect("linked");
        nothing(&compare(&beside.path().join("link"), "main", &options()).expect("compared"));
    }
}

/// The file of a loose object.
fn object_of(place: &Place, name: &str) -> String {
    let hash = shared::git(&place.at(""), &["rev-parse", name]).expect("known");
    format!(".git/objects/{}/{}", &hash[..2], &hash[2..])
}

#[test]
fn an_object_that_is_missing_is_named() {
    let Some(place) = Place::committed(&[("甲", "first-week")]) else { return };
    place.remove(&object_of(&place, "HEAD:甲/members/殳敏.toml"));
    place.write("甲/notes.md", "x");
    let refused = place.refused("", "HEAD");
    assert!(refused.contains("甲/members/殳敏.toml") && refused.contains("git fetch"), "{refused}");
}

#[test]
fn a_large_file_passes_through() {
    let Some(place) = Place::committed(&[("甲", "school")]) else { return };
    let large: Vec<u8> = (0..24_u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    place.write("甲/证据/录像.mp4", &large);
    place.commit("large");
    place.write("甲/notes.md", "x");
    nothing(&place.compare("", "large"));
    place.remove("甲/证据/录像.mp4");
    assert_eq!(place.compare("", "large").count(There::Gone), 0);
}

/// Run by the test below in a process of its own, whose temporary folder nobody else uses.
#[test]
#[ignore = "started by nothing_stays_in_the_temporary_folder"]
fn one_comparison() {
    let told = |name: &str| std::env::var(name).expect("set");
    let outcome = compare(told("AGAINST_ROOT").as_ref(), &told("AGAINST_SPEC"), &options());
    fs::write(told("AGAINST_OUT"), outcome.map_or_else(|why| why, |_| "compared".into())).expect("written");
}

#[test]
fn nothing_stays_in_the_temporary_folder() {
    let Some(place) = Place::committed(&[("甲", "first-week")]) else { return };
    place.commit("sound");
    let temporary = tempfile::tempdir().expect("a folder");
    let out = place.at("out.txt");
    let told = |spec: &str, (name, value): (&str, &str)| {
        let mut command = Command::new(std::env::current_exe().expect("known"));
        command.args(["--exact", "odd::one_comparison", "--ignored"]).env("TMPDIR", temporary.path());
        command.env("TMP", temporary.path()).env("AGAINST_ROOT", place.at("甲")).env("AGAINST_SPEC", spec);
        let output = command.env("AGAINST_OUT", &out).env(name, value).output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        assert_eq!(fs::read_dir(temporary.path()).expect("readable").count(), 0, "{spec}");
        fs::read_to_string(&out).expect("told")
    };
    assert_eq!(told("sound", ("X", "")), "compared");
    assert!(told("none", ("X", "")).contains("分支或提交"));
    assert!(told("sound", ("PATH", "")).contains("没有找到 git 命令，--against 要靠它"));
    let theirs = told("sound", ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"));
    assert!(theirs.contains("safe.directory"), "{theirs}");
    // Called from a hook.
    assert_eq!(told("sound", ("GIT_DIR", "/nowhere")), "compared");
    place.remove(&object_of(&place, "HEAD:甲/studio.toml"));
    place.write("甲/notes.md", "x");
    assert!(told("sound", ("X", "")).contains("甲/studio.toml"));
}
