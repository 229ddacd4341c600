# The emulator in a container: only its static binary, which .ci/release builds.
#
#   .ci/release && docker build -t workspaces-emulator .
#   docker run --rm -p 127.0.0.1:4600:4600 -v workspaces:/data workspaces-emulator -speed 600
FROM scratch
ARG TARGETARCH=amd64
COPY dist/workspaces-emulator_linux_${TARGETARCH} /workspaces-emulator
COPY --chown=65532:65532 dist/data /data
USER 65532:65532
EXPOSE 4600
VOLUME /data
HEALTHCHECK --interval=5s --timeout=5s CMD ["/workspaces-emulator", "-check", "-addr", "127.0.0.1:4600"]
ENTRYPOINT ["/workspaces-emulator", "-addr", "0.0.0.0:4600", "-state", "/data/state.json"]
