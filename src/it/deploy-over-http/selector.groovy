if (repository) {
    return true
}
System.out.println('[INFO] deploy-over-http is skipped: -Dit.repository names no repository to deploy to; .ci/run starts one')
return false
