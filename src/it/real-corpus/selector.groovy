if (realCorpus) {
    return true
}
// This does not write to System.out, which is the build.log of this build.
new PrintStream(new FileOutputStream(FileDescriptor.out)).println(
        '[INFO] real-corpus is skipped: -Dsnowbert.realCorpus names no folder with SNOW T15')
return false
