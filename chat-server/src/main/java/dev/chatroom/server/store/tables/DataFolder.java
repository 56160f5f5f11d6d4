package dev.chatroom.server.store.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder of one server's data. A lock file keeps a second server out as long as this one has it, even if it dies. Only
 * its owner may read what is in it. For any thread.
 */
public final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_OF_OWNER = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?>[] OWNER_ONLY_FROM_THE_START = {
        PosixFilePermissions.asFileAttribute(FILE_OF_OWNER)
    };
    private static final FileAttribute<?>[] NO_PERMISSIONS = {};
    private static final int MOST_OF_A_LOCK = 32;

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder if there is none, and takes it for this process.
     *
     * @throws StoreException if that cannot be done, or another server has it; the message says which
     */
    public static DataFolder take(Path path) {
        try {
            make(path);
            Path lock = path.resolve("lock");
            if (Files.isSymbolicLink(lock)) {
                throw new FileSystemException(lock.toString(), null, "lock is a symbolic link");
            }
            FileChannel file = FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            restrict(lock);
            if (!isTaken(file)) {
                String owner = owner(file);
                file.close();
                throw new TakenException("another chatroom%s keeps its history in %s".formatted(owner, path));
            }
            file.truncate(0);
            file.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
            return new DataFolder(path, file);
        } catch (IOException e) {
            throw new StoreException("cannot use the folder %s: %s".formatted(path, reason(e)), e);
        }
    }

    private static void make(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            try {
                Files.createDirectories(path);
            } catch (FileAlreadyExistsException file) {
                throw new FileSystemException(path.toString(), null, "it is a file");
            }
            restrict(path, OWNER_ONLY);
        }
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            // It is held until the channel is closed, by the end of the process at the latest.
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static String owner(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_OF_A_LOCK);
        file.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), UTF_8).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    /** Makes an empty file that only its owner can read; there must be none. */
    static void create(Path file) throws IOException {
        Files.createFile(file, isPosix(file) ? OWNER_ONLY_FROM_THE_START : NO_PERMISSIONS);
    }

    /** Takes a file from all but its owner, who may do with it as before. */
    static void restrict(Path file) throws IOException {
        restrict(file, FILE_OF_OWNER);
    }

    private static void restrict(Path path, Set<PosixFilePermission> most) throws IOException {
        if (isPosix(path)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (permissions.retainAll(most)) {
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static String reason(IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getMessage();
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException there -> there.getFile() + " is there already";
            case java.nio.file.NoSuchFileException missing -> "no such folder";
            default -> reason == null ? e.toString() : reason;
        };
    }

    /** Where the database of a folder is. */
    public static Path database(Path folder) {
        return folder.resolve("history.db");
    }

    /** Where the database of this folder is. */
    public Path database() {
        return database(path);
    }

    /** Removes a folder that has been taken, if there is nothing else in it. */
    public static void removeEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("lock"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new StoreException("cannot remove %s: %s".formatted(folder, reason(e)), e);
        }
    }

    /** Another process has the folder. */
    public static final class TakenException extends StoreException {
        private static final long serialVersionUID = 1;

        TakenException(String line) {
            super(line);
        }
    }

    /** Lets another server have it. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new StoreException("cannot close %s: %s".formatted(path.resolve("lock"), reason(e)), e);
        }
    }
}
