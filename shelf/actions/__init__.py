"""Everything that changes what somebody keeps."""
