if (repository) {
    return true
}
// This does not write to System.out, which is the build.log of this build.
new PrintStream(new FileOutputStream(FileDescriptor.out)).println(
        '[INFO] deploy-over-http is skipped: -Dit.repository names no repository to deploy to; .ci/run starts one')
return false
