using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <content>Whether an undo can be undone.</content>
internal sealed partial class IdentityJournal
{
    /// <summary>
    /// What another operation has taken back since, of all that an undo of this one would put in or out of force. Were it
    /// allowed, two operations would have taken one back, and the history can name only one.
    /// </summary>
    /// <returns>The operation and the one that took it back; null where nothing stands in the way.</returns>
    public async Task<(Guid Operation, Guid By)?> TakenBackByAnotherAsync(Operation operation, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();

        // This one is in force: what it undid is not, what that had undone is, and so on.
        var by = (Guid?)operation.Id;
        for (var step = operation.Undoes; step is { } undone;)
        {
            var head = await context.Set<ChangeRow>().AsNoTracking().Where(row => row.OperationId == undone).OrderBy(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
            if (head?.UndoneBy is { } other && other != by)
            {
                return (undone, other);
            }

            (step, by) = (head is null ? null : ChangeMapping.UndoneOf(head), by is null ? undone : null);
        }

        return null;
    }
}
