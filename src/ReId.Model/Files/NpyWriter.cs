using System.Runtime.InteropServices;

namespace ReId.Model.Files;

/// <summary>
/// Writes a float32 matrix row by row as .npy 1.0 (little-endian, C order); the number of rows may be unknown until
/// the end. The file appears under its name only when it is complete.
/// </summary>
public sealed class NpyWriter : IDisposable
{
    private const string Descr = "<f4";

    private readonly AtomicFile.Pending _file;
    private readonly int _columns;

    /// <summary>Begins a file beside its target.</summary>
    /// <param name="path">Target.</param>
    /// <param name="columns">Values of a row.</param>
    /// <exception cref="IOException">The folder does not exist or is not writable.</exception>
    public NpyWriter(string path, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        _columns = columns;
        _file = AtomicFile.Create(path);
        _file.Stream.Write(NpyHeader.Write(Descr, [0, columns]));
    }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Appends a row.</summary>
    /// <param name="row">As many values as there are columns.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public void Append(ReadOnlySpan<float> row)
    {
        if (row.Length != _columns)
        {
            throw new ArgumentException($"a row has {_columns} values, not {row.Length}", nameof(row));
        }

        _file.Stream.Write(MemoryMarshal.AsBytes(row));
        Rows++;
    }

    /// <summary>Completes the header, makes the file durable and gives it its name.</summary>
    public void Commit() => Complete().Commit();

    /// <summary>Completes the header, and leaves the rest to whoever commits this file together with another one.</summary>
    internal AtomicFile.Pending Complete()
    {
        _file.Stream.Position = 0;
        _file.Stream.Write(NpyHeader.Write(Descr, [Rows, _columns]));
        return _file;
    }

    /// <summary>Drops the file unless it was committed.</summary>
    public void Dispose() => _file.Dispose();
}
