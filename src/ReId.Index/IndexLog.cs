using Microsoft.Extensions.Logging;

namespace ReId.Index;

/// <summary>Everything that this room logs.</summary>
internal sealed partial class IndexLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Information, "Gallery {Directory} open: {Crops} crops")]
    public partial void GalleryOpened(string directory, long crops);

    [LoggerMessage(2, LogLevel.Warning, "Gallery {Directory} was not closed cleanly; its database was checked and is sound")]
    public partial void GalleryRecovered(string directory);

    [LoggerMessage(3, LogLevel.Warning, "Index manifest {Path} is unreadable ({Detail}); rebuilding from the database")]
    public partial void ManifestDamaged(string path, string detail);

    [LoggerMessage(4, LogLevel.Warning, "Index segment {Path} cannot be used: {Detail}")]
    public partial void SegmentDamaged(string path, string detail);

    [LoggerMessage(5, LogLevel.Warning, "Index of model {Model} is rebuilt from the database: {Vectors} vectors")]
    public partial void CacheRebuilt(string model, int vectors);

    [LoggerMessage(6, LogLevel.Information, "Index of model {Model} saved: {Vectors} vectors")]
    public partial void CacheWritten(string model, long vectors);

    [LoggerMessage(7, LogLevel.Warning, "Index of model {Model} is reloaded from the database after a failure")]
    public partial void IndexReloaded(string model);

    [LoggerMessage(8, LogLevel.Error, "Index of model {Model} could not be brought up to date; the next search reloads it")]
    public partial void IndexFailed(Exception failure, string model);

    [LoggerMessage(9, LogLevel.Warning, "Index of model {Model} could not be saved; the next start rebuilds it")]
    public partial void CacheFailed(Exception failure, string model);

    [LoggerMessage(10, LogLevel.Warning, "Picture {Key} of a removed crop could not be deleted")]
    public partial void BlobLeftBehind(Exception failure, string key);

    [LoggerMessage(11, LogLevel.Warning, "Crop {CropId} of camera {Camera} rejected: {Reason}")]
    public partial void CropRejected(Guid cropId, string camera, string reason);

    [LoggerMessage(12, LogLevel.Debug, "Batch of {Count} crops: {Added} added, {Duplicates} known already, {Rejected} rejected")]
    public partial void BatchIndexed(int count, int added, int duplicates, int rejected);

    [LoggerMessage(13, LogLevel.Error, "The database of gallery {Directory} could not be closed; the next start repeats it")]
    public partial void DatabaseNotClosed(Exception failure, string directory);

    [LoggerMessage(14, LogLevel.Warning, "Unused index file {Path} could not be deleted")]
    public partial void StrayLeftBehind(Exception failure, string path);

    [LoggerMessage(15, LogLevel.Warning, "A write to gallery {Directory} failed and may be stored all the same; the index was compared with the database")]
    public partial void WriteSettled(string directory);

    [LoggerMessage(16, LogLevel.Information, "Index manifest {Path} is of format {Format}, this version writes {Current}; rebuilding from the database")]
    public partial void ManifestOfOtherFormat(string path, int format, int current);

    [LoggerMessage(17, LogLevel.Warning, "Index segment of model {Model} does not hold what the database holds from sequence {First} to {Last}; rebuilding it")]
    public partial void SegmentForeign(string model, long first, long last);

    [LoggerMessage(18, LogLevel.Information, "Index of model {Model}: {Before} segments became one {Kind} segment of {Rows} vectors in {Seconds:0.0} s")]
    public partial void SegmentsReplaced(string model, int before, string kind, int rows, double seconds);

    [LoggerMessage(19, LogLevel.Error, "Work on the index of model {Model} failed; searches go on without it, and it is tried again in {Seconds} s")]
    public partial void MaintenanceFailed(Exception failure, string model, int seconds);

    [LoggerMessage(20, LogLevel.Information, "Index of model {Model}: {Vectors} vectors that were missing are searchable again")]
    public partial void RebuildFinished(string model, long vectors);

    [LoggerMessage(21, LogLevel.Information, "Erasure {Id}: {Crops} crops and {Identities} identities removed; nothing found afterwards: {Clean}")]
    public partial void Erased(Guid id, int crops, int identities, bool clean);

    [LoggerMessage(22, LogLevel.Warning, "Erasure {Id} of {At} is not in the database: it is done again")]
    public partial void ErasureRepeated(Guid id, DateTimeOffset at);

    [LoggerMessage(23, LogLevel.Warning, "The ledger of erasures of {Directory} had {Damaged} damaged lines or lacked some; it was written anew with {Count}")]
    public partial void LedgerRebuilt(string directory, int damaged, int count);

    [LoggerMessage(24, LogLevel.Information, "Index of model {Model}: {Copied} vectors were copied to pgvector and {Deleted} deleted there")]
    public partial void VectorsCopied(string model, int copied, int deleted);

    [LoggerMessage(25, LogLevel.Warning, "The vector database has lost the vectors of model {Model}; they are copied there again")]
    public partial void VectorsLost(string model);

    [LoggerMessage(26, LogLevel.Warning, "The connection that makes this process the one writer of {Directory} was lost; it is the writer again, and what it remembers is compared with the database")]
    public partial void WriterAgain(string directory);

    [LoggerMessage(27, LogLevel.Warning, "{Count} crops wait in their line until they can be stored: {Reason}")]
    public partial void StoreWaitedFor(int count, string reason);
}
