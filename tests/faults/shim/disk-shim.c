/*
 * Makes the disk under databases fail, for one process: LD_PRELOAD this, with DISK_SHIM naming a control file of 16 bytes.
 * Four 32-bit numbers in the machine's order, read at every call:
 *   [0] 1: writes fail with ENOSPC. N > 1: the Nth write from now on is the first that does.
 *   [1] 1: writes fail with EROFS, as on a file system that the kernel has turned read-only after an error.
 *   [2] milliseconds that every fsync takes longer.
 *   [3] 1: fsync fails with EIO.
 * Only files whose name has ".db" in it are touched.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static volatile uint32_t *control;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("DISK_SHIM");
  if (!path) return;
  int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *map = mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (map != MAP_FAILED) control = map;
}

static int isDatabase(int fd) {
  char link[40], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, ".db") != NULL;
}

/* The errno with which a write to fd must fail, or 0. */
static int refusal(int fd) {
  if (!control || (!control[0] && !control[1])) return 0;
  if (!isDatabase(fd)) return 0;
  if (control[1]) return EROFS;
  if (control[0] > 1) {
    control[0] -= 1;
    return 0;
  }
  return ENOSPC;
}

static int slow(int fd) {
  if (!control || (!control[2] && !control[3])) return 0;
  if (!isDatabase(fd)) return 0;
  uint32_t ms = control[2];
  struct timespec pause = {ms / 1000, (long)(ms % 1000) * 1000000L};
  if (ms) nanosleep(&pause, NULL);
  return control[3] ? EIO : 0;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define FAIL(check) \
  do { \
    int why = check; \
    if (why) { \
      errno = why; \
      return -1; \
    } \
  } while (0)

ssize_t write(int fd, const void *data, size_t size) {
  REAL(write);
  FAIL(refusal(fd));
  return real(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  REAL(pwrite);
  FAIL(refusal(fd));
  return real(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  REAL(pwrite64);
  FAIL(refusal(fd));
  return real(fd, data, size, at);
}

int ftruncate(int fd, off_t size) {
  REAL(ftruncate);
  FAIL(refusal(fd));
  return real(fd, size);
}

int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  FAIL(refusal(fd));
  return real(fd, size);
}

int fsync(int fd) {
  REAL(fsync);
  FAIL(slow(fd));
  return real(fd);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  FAIL(slow(fd));
  return real(fd);
}
