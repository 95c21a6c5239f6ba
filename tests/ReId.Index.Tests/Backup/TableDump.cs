using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Tests.BackupTests;

/// <summary>All rows of all tables that the model has, as text.</summary>
internal static class TableDump
{
    private static readonly MethodInfo s_set = typeof(DbContext).GetMethods().Single(method => method.Name == "Set" && method.GetParameters().Length == 0);

    public static async Task<SortedDictionary<string, List<string>>> OfAsync(IGalleryContextFactory database, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var rows = await ((IQueryable<object>)s_set.MakeGenericMethod(entity.ClrType).Invoke(context, null)!).AsNoTracking().ToListAsync(cancellationToken);
            tables[entity.GetTableName()!] = [.. rows.Select(row => JsonSerializer.Serialize(row, entity.ClrType)).Order(StringComparer.Ordinal)];
        }

        return tables;
    }
}
