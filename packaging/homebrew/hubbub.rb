# A recipe for Homebrew on macOS. packaging/recipes fills in the version and the hashes of a release;
# then `brew install --formula ./hubbub.rb`, or it is put into a tap. On Linux Homebrew would change the
# executables, which destroys what `deno compile` has made: use the Debian package or an archive there.
class Hubbub < Formula
  desc "Chat daemon for browsers, nc, telnet and its own client"
  homepage "@URL@"
  version "@VERSION@"
  license "MIT"

  depends_on :macos

  on_arm do
    url "@URL@/releases/download/v@VERSION@/hubbub-aarch64-apple-darwin.tar.gz"
    sha256 "@SHA256_aarch64-apple-darwin@"
  end
  on_intel do
    url "@URL@/releases/download/v@VERSION@/hubbub-x86_64-apple-darwin.tar.gz"
    sha256 "@SHA256_x86_64-apple-darwin@"
  end

  def install
    bin.install "hubbubd", "hubbub"
    man1.install "share/man/man1/hubbub.1"
    man8.install "share/man/man8/hubbubd.8"
    bash_completion.install Dir["share/bash-completion/completions/*"]
    zsh_completion.install Dir["share/zsh/site-functions/*"]
    fish_completion.install Dir["share/fish/vendor_completions.d/*"]
    doc.install "README.md", "CHANGELOG.md", "LICENSE", "docs"
  end

  service do
    run [opt_bin/"hubbubd", "--data", var/"hubbub"]
    keep_alive crashed: true
    log_path var/"log/hubbubd.log"
    error_log_path var/"log/hubbubd.log"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/hubbubd --version")
    assert_match version.to_s, shell_output("#{bin}/hubbub --version")
  end
end
