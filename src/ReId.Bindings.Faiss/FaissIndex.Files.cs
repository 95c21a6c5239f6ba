using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <content>Indexes as bytes. What is written is an ordinary FAISS file with 24 bytes of checksum behind it.</content>
public sealed unsafe partial class FaissIndex
{
    /// <summary>
    /// Writes the index to a file, over what is there. May run beside searches. A file half written by a crash is
    /// recognised when it is read; whoever needs the old one to survive writes aside, syncs and renames.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FaissUnsupportedException">The kind of index cannot be written (a memory-mapped one).</exception>
    /// <exception cref="FaissException">The file cannot be created, or the disk is full.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Require(FaissOperations.Write);
        NativeError.Check(NativeMethods.reid_faiss_write(_handle, path));
    }

    /// <summary>Writes the index to a stream, which is neither flushed nor closed. May run beside searches.</summary>
    /// <param name="destination">Where the bytes go; what it throws comes out unchanged.</param>
    public void Write(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Require(FaissOperations.Write);
        var sink = new ByteSink(destination);
        var context = GCHandle.Alloc(sink);
        try
        {
            var status = NativeMethods.reid_faiss_write_to(_handle, &ByteSink.Receive, GCHandle.ToIntPtr(context));
            if (sink.Failure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            NativeError.Check(status);
        }
        finally
        {
            context.Free();
        }
    }

    /// <summary>Reads an index from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read; null for a full read that requires our checksum.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FaissException">The file is damaged, cut short, foreign or no index; the message names it.</exception>
    public static FaissIndex Read(string path, FaissReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no index file \"{path}\".", path);
        }

        options ??= new FaissReadOptions();
        try
        {
            NativeError.Check(NativeMethods.reid_faiss_read(
                path, options.RequireChecksum ? 1 : 0, options.MemoryMap ? 1 : 0, out var pointer));
            return new FaissIndex(pointer);
        }
        catch (FaissException e)
        {
            throw new FaissException($"Index file \"{path}\": {e.Message}", e.Status);
        }
    }

    /// <summary>Reads an index from bytes, which it does not keep.</summary>
    /// <param name="bytes">What <see cref="Write(Stream)"/> wrote.</param>
    /// <param name="options">How to read; a memory map is not possible here.</param>
    /// <exception cref="FaissException">The bytes are damaged, cut short, foreign or no index.</exception>
    public static FaissIndex Read(ReadOnlySpan<byte> bytes, FaissReadOptions? options = null)
    {
        if (bytes.IsEmpty)
        {
            throw new FaissException("The index is damaged: it holds no bytes.");
        }

        if (options is { MemoryMap: true })
        {
            throw new ArgumentException("Only a file can be memory-mapped.", nameof(options));
        }

        fixed (byte* data = bytes)
        {
            NativeError.Check(NativeMethods.reid_faiss_read_bytes(
                data, bytes.Length, options is { RequireChecksum: false } ? 0 : 1, out var pointer));
            return new FaissIndex(pointer);
        }
    }
}
