using System.IO.Compression;
using System.Text;
using ReId.Model.Weights.Pickle;

namespace ReId.Model.Weights.Checkpoints;

/// <summary>
/// PyTorch's format since 1.6: a zip with <c>NAME/data.pkl</c> and one uncompressed file <c>NAME/data/KEY</c> per storage.
/// </summary>
internal static class ZipCheckpoint
{
    private const string Pickle = "data.pkl";

    public static Checkpoint Read(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            var pickle = zip.Entries.FirstOrDefault(e => e.FullName.EndsWith('/' + Pickle, StringComparison.Ordinal))
                ?? throw new WeightsFormatException($"it is a zip without {Pickle}, so no PyTorch checkpoint");
            var folder = pickle.FullName[..^Pickle.Length];
            if (zip.GetEntry(folder + "byteorder") is { } order && Encoding.ASCII.GetString(Extract(order)) != "little")
            {
                throw new WeightsFormatException("it was saved on a big-endian machine");
            }

            var storages = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            var entries = StateDict.Find(
                PickleMachine.Run(new PickleBytes(Extract(pickle))),
                view => storages.TryGetValue(view.Key, out var data)
                    ? data
                    : throw new WeightsFormatException($"the storage {view.Key} is not in the file"));
            ReadStorages(zip, folder + "data/", storages);
            return new Checkpoint { Entries = entries, Format = "pytorch zip" };
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new WeightsFormatException("its zip container is damaged or cut off", e);
        }
    }

    private static void ReadStorages(ZipArchive zip, string folder, Dictionary<string, byte[]> storages)
    {
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.StartsWith(folder, StringComparison.Ordinal))
            {
                storages[entry.FullName[folder.Length..]] = Extract(entry);
            }
        }
    }

    private static byte[] Extract(ZipArchiveEntry entry)
    {
        // PyTorch never compresses; refusing it also refuses zip bombs.
        if (entry.Length != entry.CompressedLength || entry.Length > Array.MaxLength)
        {
            throw new WeightsFormatException($"its entry {entry.FullName} is compressed, which PyTorch never does");
        }

        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        if (bytes.Length != entry.Length)
        {
            throw new WeightsFormatException($"its entry {entry.FullName} is cut off");
        }

        // The zip reader does not compare checksums. PyTorch writes 0 when told to leave them out.
        if (entry.Crc32 != 0 && entry.Crc32 != Crc32.Compute(bytes))
        {
            throw new WeightsFormatException($"its entry {entry.FullName} does not match its checksum; the file is damaged");
        }

        return bytes;
    }
}
