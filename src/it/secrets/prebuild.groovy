import org.snowbert.it.PasswordProxy

context.password = 'pw-' + UUID.randomUUID()
def folder = basedir.parentFile.toPath()
context.proxy = PasswordProxy.start(basedir.toPath(), context.password,
        folder.resolve('secrets-with.xml'), folder.resolve('secrets-without.xml'))
return true
